"""What Limber knows about stretches and time: pure, no clock, no I/O, standard library only."""
