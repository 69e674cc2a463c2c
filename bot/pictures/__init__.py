"""Pictures of stretches, drawn from the figures in the content: joints and limbs in, PNG and GIF out."""
