"""Jejak: customer journey maps that stay alive."""
