from .audio import play as sound


def play():
    return sound()  # calls: plugins.audio.play
