"""vk_api pointed at the sandbox: its addresses are written into the library, so an adapter rewrites them."""

from typing import Any

import requests
import vk_api
from requests.adapters import HTTPAdapter


class Rewriting(HTTPAdapter):
    """Sends what is meant for https://api.vk.ru to the sandbox."""

    def __init__(self, base_url: str) -> None:
        super().__init__()
        self._base_url = base_url

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        request.url = str(request.url).replace("https://api.vk.ru", self._base_url)
        kwargs["verify"] = False
        return super().send(request, *args, **kwargs)


def vk_session(base_url: str, token: str) -> vk_api.VkApi:
    session = requests.Session()
    session.trust_env = False
    session.mount("https://api.vk.ru", Rewriting(base_url))
    return vk_api.VkApiGroup(token=token, session=session, api_version="5.199")
