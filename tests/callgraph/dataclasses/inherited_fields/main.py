from dataclasses import dataclass


class Disk:
    def write(self):
        return 1


class Log:
    def add(self):
        return 1


@dataclass
class Service:
    disk: Disk


@dataclass
class Backup(Service):
    log: Log

    def run(self):
        self.disk.write()  # calls: main.Disk.write
        self.log.add()  # calls: main.Log.add


Backup(Disk(), log=Log()).run()  # calls: main.Backup.run
