"""What a client asks for, one file for each."""
