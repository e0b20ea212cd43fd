"""What stands on the keys of common keyboards: what a scanner set to one of them types on a computer set to another."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

KEYBOARDS: Mapping[str, str] = MappingProxyType(
    {
        "US": "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>?",
        "DE": "^1234567890ß\u00b4qwertzuiopü+#asdfghjklöäyxcvbnm,.-°!\"§$%&/()=?`QWERTZUIOPÜ*'ASDFGHJKLÖÄYXCVBNM;:_",
        "CH": "§1234567890'^qwertzuiopü¨$asdfghjklöäyxcvbnm,.-°+\"*ç%&/()=?`QWERTZUIOPè!£ASDFGHJKLéàYXCVBNM;:_",
        "GB": "`1234567890-=qwertyuiop[]#asdfghjkl;'zxcvbnm,./¬!\"£$%^&*()_+QWERTYUIOP{}~ASDFGHJKL:@ZXCVBNM<>?",
        "FR": "²&é\"'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!~1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§",
        "ES": "º1234567890'¡qwertyuiop`+çasdfghjklñ\u00b4zxcvbnm,.-ª!\"·$%&/()=?¿QWERTYUIOP^*ÇASDFGHJKLÑ¨ZXCVBNM;:_",
        "IT": "\\1234567890'ìqwertyuiopè+ùasdfghjklòàzxcvbnm,.-|!\"£$%&/()=?^QWERTYUIOPé*§ASDFGHJKLç°ZXCVBNM;:_",
        "SE": "§1234567890+\u00b4qwertyuiopå¨'asdfghjklöäzxcvbnm,.-½!\"#¤%&/()=?`QWERTYUIOPÅ^*ASDFGHJKLÖÄZXCVBNM;:_",
    }
)
"""By country (ISO 3166-1): the same 47 keys row by row, then with Shift; dead keys are their accents."""


def typed(scanner: str, computer: str) -> dict[str, str]:
    """What arrives for each character that the scanner's keyboard has."""
    return dict(zip(KEYBOARDS[scanner], KEYBOARDS[computer], strict=True))


def remap_between(scanner: str, computer: str) -> dict[str, str]:
    """Of each character that arrives as another one, the one that was meant; none where two arrive as the same."""
    arriving = typed(scanner, computer)
    times = Counter(arriving.values())
    return {arrived: meant for meant, arrived in arriving.items() if arrived != meant and times[arrived] == 1}


def pairs_that_type(observed: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Scanner's and computer's keyboards under which each of these characters arrives as it did.

    Characters that a keyboard has on a third level, with AltGr, say nothing about it; keyboards that have them all
    are believed first.
    """
    pairs = [(scanner, computer) for scanner in KEYBOARDS for computer in KEYBOARDS if scanner != computer]
    whole = tuple(
        pair for pair in pairs if _explains(typed(*pair), observed) and observed.keys() <= typed(*pair).keys()
    )
    return whole or tuple(pair for pair in pairs if _explains(typed(*pair), observed))


def _explains(arriving: Mapping[str, str], observed: Mapping[str, str]) -> bool:
    return all(arriving.get(meant, arrived) == arrived for meant, arrived in observed.items())
