"""What those who look after knowledge ask: what it says to many, and whom a change meets."""
