"""ElectDesk: an offline desktop program for regional election commissions."""

__version__ = "0.1.0"
