class Row:
    def __getitem__(self, position):
        return self.cell(position)  # calls: main.Row.cell

    def cell(self, position):
        return [1, 2][position]


row = Row()
row[0]  # calls: main.Row.__getitem__
for cell in row:
    print(cell)
