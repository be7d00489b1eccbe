import plugins.audio
from plugins.video import play

plugins.audio.play()  # calls: plugins.audio.play
play()  # calls: plugins.video.play
