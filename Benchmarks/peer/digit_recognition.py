"""The cells of digit_recognition as a Jupyter notebook: PyTorch, torchvision's loader, matplotlib.

A code cell begins at a line `# %%`, a prose cell at `# %% [markdown]`. `compare.py` turns this file into a notebook.
"""

# %% [markdown]
# # Reading handwritten digits
#
# A small convolutional network learns to read the digits 0 to 9 from examples.

# %%
import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

torch.manual_seed(0)
transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))])
train_set = datasets.MNIST("data", train=True, transform=transform)
test_set = datasets.MNIST("data", train=False, transform=transform)
train_loader = DataLoader(train_set, batch_size=64, shuffle=True)
test_loader = DataLoader(test_set, batch_size=1000)
print(len(train_set), "images to train on,", len(test_set), "to test with")

# %% [markdown]
# ## The data

# %%
figure, axes = plt.subplots(3, 10, figsize=(10, 3.4))
for axis, image, label in zip(axes.flat, train_set.data, train_set.targets):
    axis.imshow(image, cmap="gray_r")
    axis.set_title(int(label))
    axis.axis("off")
plt.show()

# %% [markdown]
# ## The network

# %%
epochs = 3
network = nn.Sequential(
    nn.Conv2d(1, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
    nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
    nn.Flatten(), nn.Linear(64 * 7 * 7, 128), nn.ReLU(), nn.Dropout(0.25), nn.Linear(128, 10),
)
optimizer = torch.optim.AdamW(network.parameters(), lr=0.003)
schedule = torch.optim.lr_scheduler.OneCycleLR(
    optimizer, max_lr=0.003, total_steps=epochs * len(train_loader), pct_start=0.25)
loss_function = nn.CrossEntropyLoss()
losses, accuracies = [], []
for epoch in range(epochs):
    network.train()
    loss_sum = right = 0
    for images, labels in train_loader:
        optimizer.zero_grad()
        logits = network(images)
        loss = loss_function(logits, labels)
        loss.backward()
        optimizer.step()
        schedule.step()
        loss_sum += loss.item() * len(labels)
        right += (logits.argmax(1) == labels).sum().item()
    losses.append(loss_sum / len(train_set))
    accuracies.append(right / len(train_set))
    print(f"epoch {epoch + 1}: loss {losses[-1]:.4f}, accuracy {accuracies[-1]:.4f}")
figure, axes = plt.subplots(1, 2, figsize=(9, 3))
axes[0].plot(range(1, epochs + 1), losses)
axes[0].set_title("loss")
axes[1].plot(range(1, epochs + 1), accuracies)
axes[1].set_title("accuracy")
plt.show()

# %% [markdown]
# ## How well it reads

# %%
network.eval()
confusion = torch.zeros(10, 10, dtype=torch.long)
mistakes = []
with torch.no_grad():
    for number, (images, labels) in enumerate(test_loader):
        probabilities = network(images).softmax(1)
        surest, predictions = probabilities.max(1)
        for place, (label, prediction) in enumerate(zip(labels.tolist(), predictions.tolist())):
            confusion[label, prediction] += 1
            if label != prediction:
                mistakes.append((surest[place].item(), number * 1000 + place, label, prediction))
accuracy = confusion.trace().item() / len(test_set)
print(f"test accuracy {accuracy:.4f}")

# %%
figure, axis = plt.subplots(figsize=(6, 6))
axis.imshow(confusion / confusion.sum(1, keepdim=True), cmap="Blues")
for true in range(10):
    for predicted in range(10):
        axis.text(predicted, true, int(confusion[true, predicted]), ha="center", va="center")
axis.set_xlabel("prediction")
axis.set_ylabel("digit")
plt.show()

# %%
figure, axes = plt.subplots(3, 8, figsize=(9, 4))
for axis in axes.flat:
    axis.axis("off")
for axis, (_, index, label, prediction) in zip(axes.flat, sorted(mistakes, reverse=True)):
    axis.imshow(test_set.data[index], cmap="gray_r")
    axis.set_title(f"{label}, not {prediction}", fontsize=8)
plt.show()

# %%
torch.save(network.state_dict(), "mnist_cnn_state.pt")
