"""Every pattern of the product against texts made to hurt it, with the steps counted."""
