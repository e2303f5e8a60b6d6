"""Use cases: what an officer, a teacher or the clock may do, one function a deed, with rights and audit inside."""
