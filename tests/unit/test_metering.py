"""What is counted, in the text that Prometheus reads."""

from prometheus_client.parser import text_string_to_metric_families

from wangting.metering import Meters


def samples(meters):
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(meters.text().decode())
        for sample in family.samples
    }


def test_an_answer_is_counted_by_place_method_and_status_with_its_times():
    meters = Meters()
    for status in (200, 200, 422):
        meters.answered("/me/drafts/<id>", "POST", status, 0.02, 0.004)
    found = samples(meters)
    labels = (("method", "POST"), ("place", "/me/drafts/<id>"))
    assert found["wangting_requests_total", (*labels, ("status", "200"))] == 2
    assert found["wangting_requests_total", (*labels, ("status", "422"))] == 1
    place = labels[1:]
    assert found["wangting_request_seconds_count", place] == 3
    assert found["wangting_request_seconds_bucket", (("le", "0.01"), *place)] == 0
    assert found["wangting_request_seconds_bucket", (("le", "0.025"), *place)] == 3
    assert found["wangting_request_cpu_seconds_bucket", (("le", "0.005"), *place)] == 3


def test_a_gauge_shows_the_last_value_and_a_watched_one_that_of_the_moment():
    meters, length = Meters(), [3]
    meters.watch("queue_length", "Waiting.", lambda: length[0])
    meters.show("outbox_lag", "Seconds.", 5)
    meters.show("outbox_lag", "Seconds.", 7)
    assert samples(meters)["wangting_outbox_lag", ()] == 7
    length[0] = 9
    assert samples(meters)["wangting_queue_length", ()] == 9


def test_two_halls_of_one_process_count_for_themselves():
    one, other = Meters(), Meters()
    one.retries.inc()
    assert samples(one)["wangting_retries_total", ()] == 1
    assert samples(other)["wangting_retries_total", ()] == 0
