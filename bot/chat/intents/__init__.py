"""What somebody can mean, however they say it: each a frozen type with its own fields."""
