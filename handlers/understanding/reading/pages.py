"""A page names a person wherever a name would: «карточка [id123|Вера]», «исключить vk.com/id123 до пятницы»."""

from handlers.engine.talk import Talk
from storage.people.pages import named_pages, spell_pages
from storage.people.registry import names_by_page


async def spell_names(talk: Talk) -> None:
    """Take pages in an officer's words for the names on the list; nobody else may learn whose a page is."""
    pages = named_pages(talk.text) if talk.who.members else []
    if pages:
        schools = {member.school_id for member in talk.who.members}
        here = None if None in schools else [one for one in schools if one is not None]
        names = await names_by_page(talk.session, pages, here)
        talk.spelt = spell_pages(talk.text, names)
