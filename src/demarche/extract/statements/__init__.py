"""To be said by the room."""
