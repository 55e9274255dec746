"""wangting 网厅: the online government-service hall of a prefecture, six halls in one application."""
