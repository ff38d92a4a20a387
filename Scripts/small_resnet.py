"""A small residual network with the module names of torchvision's, for fixtures and for the comparison with PyTorch."""

from torch import nn


class BasicBlock(nn.Module):
    """Two convolutions with batch normalization, and the input added, through a projection where its shape differs."""

    def __init__(self, inputs, outputs, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.downsample = None
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, images):
        maps = self.relu(self.bn1(self.conv1(images)))
        maps = self.bn2(self.conv2(maps))
        return self.relu(maps + (images if self.downsample is None else self.downsample(images)))


class SmallResNet(nn.Module):
    """One block of each kind: `layer1.0` adds its input, `layer2.0` what `layer2.0.downsample` makes of it."""

    def __init__(self, channels, classes):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, 8, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(8)
        self.relu = nn.ReLU(inplace=True)
        self.layer1 = nn.Sequential(BasicBlock(8, 8))
        self.layer2 = nn.Sequential(BasicBlock(8, 12, 2))
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(12, classes)

    def forward(self, images):
        maps = self.layer2(self.layer1(self.relu(self.bn1(self.conv1(images)))))
        return self.fc(self.avgpool(maps).flatten(1))
