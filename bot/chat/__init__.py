"""What people see and say in Telegram."""
