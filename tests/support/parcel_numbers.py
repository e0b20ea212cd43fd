"""Makes carriers' parcel numbers that pass the carriers' own check digits, for labels that never travelled."""


def ups(shipper: str, service: str, parcel: str) -> str:
    """A UPS 1Z number from the shipper (6 characters), the service (2) and the parcel (7 digits).

    Letters count as their place in the alphabet plus one, modulo 10; every second character counts twice.
    """
    body = shipper + service + parcel
    if len(body) != 15:
        raise ValueError(f"{body} has {len(body)} characters, a UPS number has 15 before its check digit")
    values = [int(letter) if letter.isdigit() else (ord(letter) - 63) % 10 for letter in body]
    total = sum(value * (2 if place % 2 else 1) for place, value in enumerate(values))
    return f"1Z{body}{-total % 10}"


def fedex(body: str) -> str:
    """A FedEx number of 12 digits from its first 11: weights 3, 1, 7, modulo 11, a remainder of 10 printed as 0."""
    if len(body) != 11:
        raise ValueError(f"{body} has {len(body)} digits, a FedEx number has 11 before its check digit")
    total = sum(int(digit) * (3, 1, 7)[place % 3] for place, digit in enumerate(body))
    return f"{body}{total % 11 % 10}"


def sscc(body: str) -> str:
    """A serial shipping container code from its first 17 digits (GS1 modulo 10)."""
    if len(body) != 17:
        raise ValueError(f"{body} has {len(body)} digits, an SSCC has 17 before its check digit")
    total = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(body))
    return f"{body}{-total % 10}"
