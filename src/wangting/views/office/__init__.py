"""Pages of the central office (市级事项管理): items once for the whole city, pushed to every hall."""
