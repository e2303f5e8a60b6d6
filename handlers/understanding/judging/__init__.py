"""Whether the likeliest reading is meant: doubts about deeds, what nobody ordered, turns that mean something else."""
