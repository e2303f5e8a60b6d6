"""Word documents: what Word shows of them. `tables` finds rows and cells, `text` what stands in one."""
