"""The colours of pictures: chosen to read well in a chat that is white and in one that is nearly black."""

# The rim is in the middle between both, so that neither chat swallows the picture's edge.
RIM, PAPER, CARD, CARD_EDGE, FLOOR = "#7f90a4", "#dbe4ec", "#f7fafc", "#b4c2d0", "#d3dde6"
ARROW, PUSH, STRAP, PRESSURE, SHADOW = "#0b8a78", "#b3261e", "#7a4fb5", "#15212e", "#4a5d70"
INK = PRESSURE

# What is far is darker: pale limbs look like ghosts on a light ground.
COLOURS = {
    "trousers": "#5a86bb",
    "far-trousers": "#2d4767",
    "shirt": "#a9c6e3",
    "far-shirt": "#7898b9",
    "skin": "#dca682",
    "far-skin": "#b07753",
    "shaded-skin": "#c48c68",
    "hair": "#2b303d",
    "muscle": "#ff4a2a",
    "far-muscle": "#b5301a",
    "fibre": "#ffb39e",
    "far-fibre": "#e2745c",
    "wall": "#e2d8ca",
    "skirting": "#f4efe8",
    "wood": "#c3935b",
    "mat": "#93c4aa",
    "cushion": "#d98aa8",
    "mattress": "#c3d3ec",
    "roller": "#3f6f8f",
}
