"""Every conversation with Git: reading objects, writing one commit safely, history. May import domain only."""
