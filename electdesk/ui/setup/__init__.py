"""Setting up a region: the wizard that begins one, and the screen that changes one."""
