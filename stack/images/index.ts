export { chooseImages, imageOrigins, type ChooseImagesOptions, type ChosenImage } from './choose-images.ts';
export { openDockerClient } from './docker-client.ts';
export { imageSet, type ImageName } from './image-set.ts';
