import tools.box

tools.box.run("opened")  # calls: tools.box.run
