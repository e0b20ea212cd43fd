"""Pictures of the camera at the dock: starting, each advice, a read that stands still, no picture."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image
    from PySide6.QtMultimedia import QVideoFrame

    from support.screenshots import Studio


def shoot(studio: "Studio") -> None:
    """The camera: starting, ready, each advice, a read that stands still, behind a verdict, and no picture."""
    from PIL import Image
    from PySide6.QtMultimedia import QVideoFrame

    from rmadesk.domain.policy.facts import PackagingKind
    from support.camera_frames import SECOND, WEBCAM, PluggedCameras, code, read, view
    from support.demo_day import BOXES
    from support.label_pictures import Damage, Scene, degrade, draw_label
    from support.screenshots import LARGE, SMALL, SMALLEST
    from ui.devices.camera import Advice, Sight
    from ui.pages.dock_page import DockPage

    studio.day.import_registry()
    studio.open()
    dock = studio.window.page
    assert isinstance(dock, DockPage)
    cameras = PluggedCameras([WEBCAM, SECOND])
    now = [0.0]
    dock.camera.live._make_cameras = lambda _: cameras
    dock.camera.live._clock = lambda: now[0]
    finder = dock.camera.finder
    finder._freeze.setInterval(600_000)
    finder._stale.setInterval(600_000)

    def held(place: int, share: float, damage: Damage) -> QVideoFrame:
        scene = Scene(width=1600, height=900, label_share=share)
        return _coloured(degrade(draw_label(BOXES[place].label), damage, place, scene))

    def see(picture: QVideoFrame, times: int = 1) -> None:
        for _ in range(times):
            now[0] += 1.0
            cameras.show(picture)
            studio.settle()

    dock.camera.open()
    studio.settle(lambda: bool(cameras.running))
    studio.take("camera-starting")
    see(_coloured(view(size=(1600, 900)).convert("RGB")))
    studio.take("camera-ready")
    far = code("RMA-218043-AND-MORE")
    small = far.resize((far.width * 3 // 10, far.height * 3 // 10), Image.Resampling.BOX)
    see(_coloured(view((small, (500, 300))).convert("RGB")), 3)
    studio.take("camera-closer")
    see(held(0, 0.9, Damage(motion_px=40)), 3)
    studio.take("camera-still")
    see(_coloured(view(size=(1600, 900)).convert("RGB").point(lambda grey: grey // 6)))
    studio.take("camera-light")
    doubtful = _coloured(view((code("4006381333931"), (300, 300)), size=(1600, 900)).convert("RGB"))
    unsure = read("4006381333931", confirmed=False, position=((330, 330), (850, 330), (850, 440), (330, 440)))
    finder.show_frame(doubtful)
    finder.show_sight(Sight(doubtful, 1600, 900, (unsure,), (), 4.0, Advice.NONE))
    studio.turn(60)
    studio.take("camera-not-sure")
    dock._on_escape()
    dock.camera.open()
    studio.settle(lambda: bool(cameras.running))
    see(held(4, 0.95, Damage(tilt_degrees=-4, blur_px=0.5, noise=2)), 1)
    studio.take("camera-frozen")
    for size, name in ((SMALLEST, "1024"), (LARGE, "1080")):
        studio.window.resize(*size)
        studio.settle()
        studio.take(f"camera-frozen-{name}")
    studio.window.resize(*SMALL)
    finder._on_thawed()
    finder._freeze.stop()
    dock.camera._on_turned()
    studio.settle()
    studio.take("camera-questions")
    dock.view.centre.packaging.packaging_chosen.emit(PackagingKind.ORIGINAL)
    studio.settle()
    studio.take("camera-verdict")
    dock.camera.ask()
    see(held(4, 0.95, Damage(tilt_degrees=-4, blur_px=0.5, noise=2)))
    studio.take("camera-received-still-there")
    cameras.plug(SECOND)
    studio.settle()
    studio.take("camera-unplugged")
    cameras.plug()
    dock.camera.open()
    studio.settle()
    studio.take("camera-none")
    studio.window.resize(*SMALLEST)
    studio.settle()
    studio.take("camera-none-1024")
    dock.camera.close()


def _coloured(picture: "Image.Image") -> "QVideoFrame":
    from PySide6.QtGui import QImage
    from PySide6.QtMultimedia import QVideoFrame

    image = QImage(picture.tobytes(), picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888)
    return QVideoFrame(image.convertToFormat(QImage.Format.Format_RGBX8888))
