import setup_registry
import registry

registry.run()  # calls: registry.run
