"""A posture as the content writes it: angles of joints, or the spot where a foot or a hand rests."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

Side = Literal["right", "left"]
SIDES: tuple[Side, Side] = ("right", "left")

# x and y in centimetres, and z where it is not straight ahead of the shoulder or the hip.
Spot = Annotated[list[float], Field(min_length=2, max_length=3)]


class Data(BaseModel):
    """Content, read strictly: nothing guessed, nothing unknown."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)


class LegAngles(Data):
    """Degrees: hip forwards and outwards, knee bent, toes towards the shin; `swivel` turns the knee outwards."""

    hip: float
    out: float = 0
    swivel: float = 0
    knee: float = 0
    ankle: float = 0


class LegOnFoot(Data):
    """The heel rests at `foot`, or the ball of the foot where `sole` (degrees, toes up) is negative."""

    foot: Spot
    sole: float = 0
    swivel: float = 0


class ArmAngles(Data):
    """Degrees: shoulder forwards and outwards, elbow bent, hand towards the palm; `swivel` turns the elbow outwards.

    The hand is a fist where it has a `grip`.
    """

    shoulder: float
    out: float = 0
    swivel: float = 0
    elbow: float = 0
    wrist: float = 0
    grip: bool = False


class ArmToHand(Data):
    """The wrist is at `wrist`; the fingers point at `fingers` degrees above straight ahead, or on from the forearm.

    The hand is a fist where it has a `grip`.
    """

    wrist: Spot
    swivel: float = 0
    fingers: float | None = None
    grip: bool = False


def _leg_kind(data: Any) -> str:
    return (
        "on-foot" if isinstance(data, LegOnFoot) or (isinstance(data, dict) and "foot" in data) else "angles"
    )


def _arm_kind(data: Any) -> str:
    by_hand = isinstance(data, ArmToHand) or (isinstance(data, dict) and isinstance(data.get("wrist"), list))
    return "to-hand" if by_hand else "angles"


Leg = Annotated[
    Annotated[LegAngles, Tag("angles")] | Annotated[LegOnFoot, Tag("on-foot")], Discriminator(_leg_kind)
]
Arm = Annotated[
    Annotated[ArmAngles, Tag("angles")] | Annotated[ArmToHand, Tag("to-hand")], Discriminator(_arm_kind)
]


class Posture(Data):
    """Where the middle of the hips is, how the trunk leans and bends from there (degrees), and the four limbs."""

    hips: Spot
    lean: float = 0
    turn: float = 0
    waist: float = 0
    chest: float = 0
    twist: float = 0
    neck: float = 0
    look: float = 0
    right_leg: Leg
    left_leg: Leg
    right_arm: Arm
    left_arm: Arm

    def leg(self, side: Side) -> LegAngles | LegOnFoot:
        return self.right_leg if side == "right" else self.left_leg

    def arm(self, side: Side) -> ArmAngles | ArmToHand:
        return self.right_arm if side == "right" else self.left_arm
