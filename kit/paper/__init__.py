"""Papers made of a build's own figures: what they say, how they are drawn, and in which format."""
