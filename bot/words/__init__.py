"""The words of each language that people type, as content has them: what they mean, and the signs heard in any text."""
