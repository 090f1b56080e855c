"""Who is reading, what they may do, and the record of what was done."""
