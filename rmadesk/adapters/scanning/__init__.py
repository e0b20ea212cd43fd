"""From pictures, PDF pages and camera frames to what their codes say."""
