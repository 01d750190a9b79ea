// What the distributor sells: families of items; a variant says its price and the cell of abc x xyz that
// its sales are drawn for (what the tool then finds is measured from those sales, not read from here).

const family = (code, name, category, supplier, variants) => ({
  code,
  name,
  category,
  supplier,
  variants: Object.entries(variants),
});

export const families = [
  family("HB", "Hex bolt", "Fasteners", "Ash", {
    M6x30: [0.18, "CX"],
    M8x40: [0.29, "BX"],
    M10x50: [0.46, "AX"],
    M12x60: [0.78, "BX"],
    M16x80: [1.9, "CY"],
    M20x90: [3.6, "CZ"],
  }),
  family("HN", "Hex nut", "Fasteners", "Ash", {
    M6: [0.06, "CX"],
    M8: [0.09, "CX"],
    M10: [0.14, "BX"],
    M12: [0.22, "CX"],
    M16: [0.48, "CY"],
  }),
  family("WA", "Washer", "Fasteners", "Ash", { M8: [0.05, "CX"], M10: [0.07, "CX"], M12: [0.1, "CY"] }),
  family("AN", "Wall anchor", "Fasteners", "Ash", {
    "8 mm": [0.55, "BX"],
    "10 mm": [0.8, "AX"],
    "12 mm": [1.2, "BY"],
    "16 mm": [2.7, "CY"],
  }),
  family("BB", "Ball bearing", "Bearings", "Birch", {
    "15x32": [4.2, "AX"],
    "20x42": [5.6, "AX"],
    "25x52": [7.8, "AY"],
    "30x62": [11.5, "BY"],
    "40x90": [21, "BZ"],
    "50x110": [38, "CZ"],
  }),
  family("RB", "Roller bearing", "Bearings", "Birch", {
    "25x52": [17, "BY"],
    "30x62": [24, "AY"],
    "40x80": [39, "BZ"],
    "50x90": [64, "CZ"],
    "60x110": [96, "AZ"],
  }),
  family("BH", "Bearing housing", "Bearings", "Birch", {
    "20 mm": [19, "CY"],
    "25 mm": [23, "BY"],
    "40 mm": [47, "CZ"],
  }),
  family("SS", "Shaft seal", "Seals", "Cedar", {
    "20x35": [1.9, "BX"],
    "25x42": [2.3, "CX"],
    "30x52": [3.1, "CY"],
    "40x62": [4.4, "CY"],
    "60x80": [8.9, "CZ"],
  }),
  family("OR", "O-ring", "Seals", "Cedar", {
    "10x2": [0.12, "CX"],
    "20x3": [0.24, "CX"],
    "40x4": [0.65, "CY"],
  }),
  family("GK", "Gasket", "Seals", "Cedar", {
    DN25: [2.6, "CY"],
    DN50: [4.8, "BY"],
    DN80: [7.9, "CZ"],
    DN100: [11, "CZ"],
  }),
  family("HH", "Hydraulic hose", "Hydraulics", "Elm", {
    "1 m": [18, "AX"],
    "2 m": [29, "AY"],
    "3 m": [41, "BY"],
    "5 m": [66, "BZ"],
  }),
  family("HF", "Hose fitting", "Hydraulics", "Elm", {
    straight: [4.9, "AX"],
    elbow: [7.2, "BX"],
    tee: [9.8, "CY"],
    swivel: [14, "CZ"],
  }),
  family("HV", "Hydraulic valve", "Hydraulics", "Elm", {
    "2 way": [88, "AY"],
    "3 way": [124, "BZ"],
    relief: [152, "AZ"],
  }),
  family("HP", "Gear pump", "Hydraulics", "Elm", {
    "4 cc": [165, "BZ"],
    "8 cc": [210, "AZ"],
    "16 cc": [285, "AZ"],
  }),
  family("CT", "Contactor", "Electrical", "Fir", {
    "9 A": [16, "AX"],
    "18 A": [24, "BX"],
    "32 A": [43, "AY"],
    "65 A": [98, "BZ"],
  }),
  family("RL", "Relay", "Electrical", "Fir", {
    "12 V": [5.2, "BY"],
    "24 V": [5.2, "AY"],
    "230 V": [6.1, "CY"],
  }),
  family("CG", "Cable gland", "Electrical", "Fir", {
    M16: [0.7, "CX"],
    M20: [0.9, "BX"],
    M25: [1.3, "CY"],
    M32: [2.2, "CY"],
    M40: [3.8, "CZ"],
  }),
  family("FU", "Fuse", "Electrical", "Fir", { "6 A": [1.1, "CZ"], "16 A": [1.4, "CY"], "32 A": [2.9, "CZ"] }),
  family("GM", "Gear motor", "Drives", "Oak", {
    "0.12 kW": [190, "BZ"],
    "0.25 kW": [245, "AZ"],
    "0.55 kW": [340, "AZ"],
    "1.1 kW": [520, "BZ"],
  }),
  family("FC", "Frequency drive", "Drives", "Oak", {
    "0.4 kW": [180, "AY"],
    "0.75 kW": [230, "BZ"],
    "1.5 kW": [310, "AZ"],
  }),
  family("VB", "V-belt", "Drives", "Oak", {
    "800 mm": [6.4, "BY"],
    "1000 mm": [7.6, "BY"],
    "1250 mm": [9.1, "CY"],
    "1600 mm": [12, "CZ"],
    "2000 mm": [16, "CZ"],
  }),
  family("CP", "Shaft coupling", "Drives", "Oak", {
    "19 mm": [14, "CY"],
    "24 mm": [19, "CZ"],
    "28 mm": [27, "CZ"],
  }),
];

/** How each supplier behaves: quoted days, weeks between orders, and days late (early below zero), in turn. */
export const suppliers = {
  Ash: { days: 12, weeksBetween: 4, late: [-4, -3, -5, 0, -3, -4, -3] },
  Birch: { days: 21, weeksBetween: 5, late: [-3, -2, 0, -1, -1, 0, -2] },
  Cedar: { days: 14, weeksBetween: 5, late: [0, 0, -1, 0, 9, 0, 0, -1, 0, 0, 0] },
  Elm: { days: 28, weeksBetween: 5, late: [-2, -1, 0, -1, -3] },
  Fir: { days: 18, weeksBetween: 5, late: [0, 0, 7, 0, 0, -1, 0, 0, 0, 0, -1] },
  Oak: { days: 35, weeksBetween: 5, late: [0, 26, 12, -6, 19, 0, 45, -2, 0, 12, 33] },
};
