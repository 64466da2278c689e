"""Finished documents and their codes, made through the office's forms; the people are plainly invented."""

import re

from plain_forms import Office

HALL = "/h/chengguan"
HOLDER = ("测试阳一娜", "119999199001010047")
PROXY = ("测试代二明", "119999198505050013")
STRANGER = ("测试外三路", "119999197007070025")


class Slip:
    """What the office's page tells once."""

    def __init__(self, text):
        self.code = re.search(r'class="code-text">([^<]*)<', text)[1].replace(" ", "")
        self.pin = re.search(r'class="pin">([^<]*)<', text)[1].replace(" ", "")


class Papers:
    """A clerk away from the windows."""

    def __init__(self, hall):
        self.office = Office(hall, "clerk", 3)

    def register(self, number="JY-0017", title="食品经营许可证", holder=HOLDER, **more):
        """Returns the document's number in the hall."""
        text = self.office.submit(
            HALL + "/admin/documents/new", "/admin/documents", documentNumber=number, documentTitle=title,
            documentIssuer="测试县市场监督管理局", holderName=holder[0], holderIdNumber=holder[1],
            shelfPlace="2号柜3层", **more)
        return re.search(r"/admin/documents/(\d+)/move", text)[1]

    def claim(self, document):
        return Slip(self.office.submit(f"{HALL}/admin/claims/new?document={document}", "/admin/claims"))

    def ready(self, number="JY-0017", **more):
        return self.claim(self.register(number, **more))
