from pydantic import BaseModel


class Row(BaseModel):
    cells: list[str] = []

    def model_post_init(self, context):
        self.strip()  # calls: main.Row.strip

    def strip(self):
        return self.cells


Row(cells=["a"])  # calls: main.Row.model_post_init
