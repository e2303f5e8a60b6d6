"""Addresses people open in a browser."""


def dialog_link(community_id: int) -> str:
    """Opens a dialog with the community; empty when its number is not known. `?ref=` may follow."""
    return f"https://vk.me/club{community_id}" if community_id else ""
