"""Addresses people open in a browser."""


def dialog_link(community_id: int, code: str = "") -> str:
    """Opens the dialog with the community, and brings the `code` along; empty where its number is not known."""
    if not community_id:
        return ""
    return f"https://vk.me/club{community_id}" + (f"?ref={code}" if code else "")
