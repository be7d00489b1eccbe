import metric
import imperial


def system(is_metric):
    return metric if is_metric else imperial


def measure(is_metric):
    return system(is_metric).length()  # calls: main.system, metric.length, imperial.length


measure(len("a") == 1)  # calls: main.measure
