"""Each format that is not text: how a document becomes its bytes."""
