"""XML from strangers: no entities, and one sentence when it is broken."""

from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from indicators.reading.refusals import refused


def parsed(xml: bytes) -> Element:
    try:
        return fromstring(xml)
    except DefusedXmlException as error:
        raise refused("bomb") from error
    except (ParseError, ValueError, LookupError) as error:
        raise refused("damaged") from error
