def shout():
    return 1


def whisper():
    return 2


def voices():
    wish = yield shout
    while wish:
        wish = yield whisper


speaker = voices()  # calls: main.voices
next(speaker)()  # calls: main.shout, main.whisper
speaker.send(True)()  # calls: main.shout, main.whisper
speaker.close()
