"""What people and the clock ask of Limber; knows no Telegram."""
