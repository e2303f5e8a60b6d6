"""What a stranger chooses is worked on here: in a process of its own that may be killed and dies alone.

`process` is the program's side, `serving` and `confinement` the child's; `records` is how rows cross between them.
"""
