"""How much memory of threads stays with the process."""

import platform
import subprocess
import sys

import pytest

from wangting.gateways.allocating import keep_little

#: Eight threads that are there at once take and give back blocks of 100 kB; then glibc tells of its heaps.
HEAPS = """
import ctypes, re, sys, tempfile, threading
if sys.argv[1] == "little":
    from wangting.gateways.allocating import keep_little
    keep_little()
all_here = threading.Barrier(8)
def work():
    all_here.wait()
    blocks = [bytes(100_000) for _ in range(20)]
    all_here.wait()
threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p
with tempfile.NamedTemporaryFile() as file:
    told = ctypes.c_void_p(libc.fopen(file.name.encode(), b"w"))
    libc.malloc_info(0, told)
    libc.fclose(told)
    print(len(re.findall(rb"<heap ", file.read())))
"""


def heaps(how):
    words = (sys.executable, "-W", "ignore", "-c", HEAPS, how)
    return int(subprocess.run(words, check=True, capture_output=True, text=True).stdout)


def test_only_glibc_is_told():
    assert keep_little() is (platform.libc_ver()[0] == "glibc")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the heaps of threads are glibc's")
def test_all_threads_share_one_heap():
    assert heaps("little") == 1
    assert heaps("as it comes") > 1
