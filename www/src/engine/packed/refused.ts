// Why a packed file is not opened: an error whose message is the sentence for the screen.

export class Refused extends Error {}
