"""The particulars of a wish: what of that which the readers found belongs to it, and which words it leaves over."""
