"""From domain results to texts and keyboards."""
