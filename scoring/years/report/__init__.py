"""What is said of a year, and of years beside each other."""
