"""Pages of a hall's administrator: departments, people, posts, rights and announcements of their own hall."""
