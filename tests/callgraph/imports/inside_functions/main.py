def run():
    import tools
    from tools.saw import cut as slice_

    tools.open_box()  # calls: tools.open_box
    return slice_()  # calls: tools.saw.cut


run()  # calls: main.run
